"""A voice for tests that needs no model."""

import numpy as np


class Letters:
    """So many samples a letter; `rendered` are the texts that it was asked for."""

    version = "1"

    def __init__(self, language: str = "ko", rate: int = 8000, samples: int = 1) -> None:
        self.language, self.rate, self.samples = language, rate, samples
        self.rendered: list[str] = []

    def render(self, text: str) -> np.ndarray:
        self.rendered.append(text)
        return np.ones(self.samples * len(text), np.int16)
