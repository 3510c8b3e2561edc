"""Chinese as mainland readers write it: no leading zero before 月 and 日."""

MONTH_DAY_FORMAT = "n月j日"
