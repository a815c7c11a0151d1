"""The status report: how it is asked for, how its letters are sent, how it reads."""
