"""Words to audio: a Korean and an English voice, the cache of prompts, sentences one by one."""
