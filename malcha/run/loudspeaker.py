"""The loudspeaker of this machine, where there is one."""

from malcha.run.reply_voice import Opened


def loudspeaker() -> Opened | None:
    """How it is opened; None: there is none, or the package for it is missing."""
    return None
