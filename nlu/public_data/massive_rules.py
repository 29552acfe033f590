"""Rules for MASSIVE (FitzGerald et al. 2022, CC BY 4.0), Korean and English, by intent. Training only."""

from nlu.public_data.massive_daily import DAILY
from nlu.public_data.massive_media import MEDIA
from nlu.public_data.massive_questions import QUESTIONS
from nlu.public_data.rule import Rules

MASSIVE: Rules = DAILY | MEDIA | QUESTIONS
