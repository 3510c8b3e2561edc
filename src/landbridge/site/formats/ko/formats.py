"""Korean as it is written: morning and afternoon stand before the hour."""

DATETIME_FORMAT = "Y년 n월 j일 A g:i"
TIME_FORMAT = "A g:i"
SHORT_DATETIME_FORMAT = "Y. n. j. A g:i"
