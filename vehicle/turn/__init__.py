"""One turn of a conversation: an utterance is understood, its commands are performed, and the reply is made."""
