"""pandas, from the CSV files to the list of wrong totals: with_pandas.py DATA OUT

Text is read as categories, and a row's place, period and series become one integer, so that nothing
is grouped or looked up by more than that. The place above is in the digits of a code.
"""

import sys

import numpy as np
import pandas as pd

MONTHS = [f"{year}-{month:02d}" for year in range(2000, 2050) for month in range(1, 13)]
INDICATORS = ["creation_units", "model_units", "sessions", "beneficiaries"]
TIERS = ["", "national", "provincial", "prefectural", "county"]
CATEGORIES = ["organ", "school", "community", "village", "enterprise"]
CELLS = 1 << 17

COLUMNS = {
    "place": "int64",
    "period": pd.CategoricalDtype(MONTHS),
    "indicator": pd.CategoricalDtype(INDICATORS),
    "tier": pd.CategoricalDtype(TIERS),
    "category": pd.CategoricalDtype(CATEGORIES),
    "value": "int64",
}


def read(path):
    return pd.read_csv(
        path, usecols=list(COLUMNS), dtype=COLUMNS, keep_default_na=False, na_filter=False
    )


def keys_of(places, rows):
    def codes(column):
        return rows[column].cat.codes.to_numpy().astype("int64")

    cell = (codes("period") * 4 + codes("indicator")) * 5 + codes("tier")
    return places * CELLS + cell * 5 + codes("category")


def above(keys, digits):
    return keys // CELLS // digits * CELLS + keys % CELLS


def sums(values, keys):
    return values.groupby(keys, sort=False).sum()


def main(data, out):
    own = read(f"{data}/figures-own.csv")
    places = own.place.to_numpy()
    townships = sums(
        own.value, keys_of(np.where(places > 99_999_999_999, places // 1000, places), own)
    )
    keys = townships.index.to_numpy()
    in_townships = keys >= 1_000_000 * CELLS
    counties = sums(townships, np.where(in_townships, above(keys, 1000), keys))
    prefectures = sums(counties, above(counties.index.to_numpy(), 100))
    provinces = sums(prefectures, above(prefectures.index.to_numpy(), 100))
    totals = pd.concat([provinces, prefectures, counties, townships[in_townships]])

    reported = read(f"{data}/figures-total.csv")
    reported["true"] = totals.reindex(keys_of(reported.place.to_numpy(), reported)).to_numpy()
    wrong = reported[reported.value != reported.true]
    wrong.astype({"true": "Int64"}).to_csv(out, header=False, index=False)


main(*sys.argv[1:])
