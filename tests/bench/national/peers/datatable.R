# R's data.table, from the CSV files to the list of wrong totals: Rscript datatable.R DATA OUT THREADS
# Text is read as factors, and a row's place, period and series become one number, so that nothing is
# grouped or joined by more than that. The place above is in the digits of a code. Places without
# their villages have 9 digits at most: the number is below 2^53.
arguments <- commandArgs(TRUE)
suppressPackageStartupMessages(library(data.table))
setDTthreads(as.integer(arguments[3]))

read <- function(name) {
  fread(file.path(arguments[1], name),
    header = TRUE, showProgress = FALSE, na.strings = NULL, drop = "scope",
    colClasses = list(
      double = c("place", "value"),
      factor = c("period", "indicator", "tier", "category")
    )
  )
}
own <- read("figures-own.csv")
reported <- read("figures-total.csv")

months <- sort(union(levels(own$period), levels(reported$period)))
indicators <- c("creation_units", "model_units", "sessions", "beneficiaries")
tiers <- c("", "national", "provincial", "prefectural", "county")
categories <- c("organ", "school", "community", "village", "enterprise")
cells <- 2^17

number <- function(values, all) match(levels(values), all)[as.integer(values)] - 1L
keys_of <- function(place, rows) {
  place * cells + ((number(rows$period, months) * 4L + number(rows$indicator, indicators)) * 5L +
    number(rows$tier, tiers)) * 5L + number(rows$category, categories)
}
above <- function(key, digits) {
  place <- key %/% cells
  place %/% digits * cells + (key - place * cells)
}

own[, key := keys_of(fifelse(place > 99999999999, place %/% 1000, place), own)]
townships <- own[, .(total = sum(value)), by = key]
counties <- townships[, .(total = sum(total)),
  by = .(key = fifelse(key >= 1000000 * cells, above(key, 1000), key))
]
prefectures <- counties[, .(total = sum(total)), by = .(key = above(key, 100))]
provinces <- prefectures[, .(total = sum(total)), by = .(key = above(key, 100))]
totals <- rbind(provinces, prefectures, counties, townships[key >= 1000000 * cells])

reported[, key := keys_of(place, reported)]
reported[totals, total := i.total, on = "key"]
wrong <- reported[
  is.na(total) | total != value,
  .(place, period, indicator, tier, category, value, total)
]
fwrite(wrong, arguments[2], col.names = FALSE, scipen = 50)
