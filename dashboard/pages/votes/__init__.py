"""Votes: who votes with whom in the General Assembly?"""
