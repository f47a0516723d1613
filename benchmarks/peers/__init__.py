"""Backfile beside Hugo, Pelican and Eleventy: the same articles, the same pages, the same machine, in one run.

    python -m benchmarks.peers                                          all of it, some hours
    python -m benchmarks.peers --sizes 1000 --tools hugo,backfile       adds to what was measured before
    python -m benchmarks.peers --report                                 only writes docs/performance.md anew

corpus → layout → tools → phases (meter, floor) → results → report (chart)
"""
