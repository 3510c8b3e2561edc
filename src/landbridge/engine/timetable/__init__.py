"""Meetings x slots x tables x interpreters: who meets whom, when, where and in whose words.

>>> from landbridge.engine.timetable import Problem, solve
"""
