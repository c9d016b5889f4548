"""The rehearsal: what would a build of the data change?"""
