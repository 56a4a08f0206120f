#!/usr/bin/env python3
"""ratios.py - what bench.py measured, as ratios: anban = 1.

usage: ratios.py RESULTS.json"""
import json
import statistics
import sys


def median(runs, key):
    values = [run[key] for run in runs if run["bytes"]]
    return statistics.median(values) if values else None


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        results = json.load(file)
    print("| articles | peer | wall, anban = 1 | peak memory, anban = 1 | pages | bytes |")
    print("|---|---|---|---|---|---|")
    for size in results["anban"]:
        for peer in results:
            runs = results[peer].get(size, [])
            wall, memory = median(runs, "wall"), median(runs, "rss_mb")
            if not wall:
                print(f"| {size} | {peer} | failed | | | |")
                continue
            own = results["anban"][size]
            last = [run for run in runs if run["bytes"]][-1]
            print(f"| {size} | {peer} | {wall / median(own, 'wall'):.2f} "
                  f"({wall:.3f} s) | {memory / median(own, 'rss_mb'):.2f} ({memory:.0f} MB) "
                  f"| {last.get('pages')} | {last['bytes']} |")


if __name__ == "__main__":
    main()
