"""Totals that prove themselves: money added up once, with what was left out and the published total beside it."""
