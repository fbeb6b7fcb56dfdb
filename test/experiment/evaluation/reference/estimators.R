# Reference values for the estimators of the virtual evaluation: data made here, and what R concludes from them.
# Run in this folder: Rscript estimators.R > estimators.json; npx biome format --write estimators.json
# Debian packages: r-base-core r-cran-sandwich r-cran-estimatr r-cran-jsonlite
suppressPackageStartupMessages({ library(sandwich); library(estimatr); library(jsonlite) })
set.seed(20230501)

cr1 <- function(fit, cluster, name) {
  V <- vcovCL(fit, cluster = cluster, type = "HC1", cadjust = TRUE)
  list(estimate = unname(coef(fit)[name]), standardError = sqrt(V[name, name]), df = length(unique(cluster)) - 1)
}
two <- function(fit, name) list(estimate = unname(fit$coefficients[name]), standardError = unname(fit$std.error[name]),
                                df = unname(fit$df[name]))

# People of 24 unequal clusters, half of them treated, asked twice.
make <- function(clusters, binary, weighted) {
  size <- sample(4:19, clusters, replace = TRUE)
  cluster <- rep(seq_len(clusters) + 100L, size)
  n <- length(cluster)
  treated <- as.integer(cluster %in% sample(unique(cluster), clusters %/% 2))
  age <- sample(14:32, n, replace = TRUE)
  male <- rbinom(n, 1, 0.5)
  online <- rbinom(n, 1, 0.6)
  intention <- rbinom(n, 1, 0.3 + 0.1 * male)
  shared <- rnorm(clusters, 0, 0.3)[cluster - 100L]
  latent <- 0.5 * intention + 0.2 * male - 0.3 * treated + shared + rnorm(n)
  first <- if (binary) intention else 0.5 * intention + shared + round(rnorm(n), 3)
  last <- if (binary) as.integer(latent > 0) else round(latent, 6)
  exposed <- rbinom(n, 1, ifelse(treated == 1, 0.6, 0.15))
  weight <- if (weighted) round(runif(n, 0.5, 2), 3) else rep(1, n)
  data.frame(cluster, treated, exposed, weight, first = round(first, 6), last, age, male, online, intention)
}

conclude <- function(d) {
  w <- d$weight
  fit <- lm(last ~ treated, d, weights = w)
  adjusted <- lm(last ~ first + age + male + online + intention + treated, d, weights = w)
  d$change <- d$last - d$first
  change <- lm(change ~ treated, d, weights = w)
  even <- length(unique(w)) == 1
  means <- do.call(rbind, lapply(split(d, d$cluster), function(g)
    data.frame(mean = weighted.mean(g$last, g$weight), treated = g$treated[1])))
  pooled <- t.test(mean ~ treated, means, var.equal = TRUE)
  # Two-stage least squares by hand; the variance is that of sandwich with residuals of the structural equation.
  iv <- iv_robust(last ~ exposed | treated, d, weights = weight, clusters = cluster, se_type = "stata")
  # Exact matching on tenth of intention, five years of age, sex, internet.
  d$cell <- interaction(floor(pmin(9, d$intention * 10)), d$age %/% 5, d$male, d$online, drop = TRUE)
  mass <- function(of) tapply(w * of, d$cell, sum)[as.character(d$cell)]
  match <- ifelse(d$exposed == 1, w * (mass(1 - d$exposed) > 0), w * mass(d$exposed) / mass(1 - d$exposed))
  keep <- is.finite(match) & match > 0
  d$match <- match
  matched <- lm(last ~ exposed, d[keep, ], weights = match)
  list(
    crOne = cr1(fit, d$cluster, "treated"),
    crTwo = if (even) two(lm_robust(last ~ treated, d, clusters = cluster, se_type = "CR2"), "treated"),
    regression = cr1(adjusted, d$cluster, "treated"),
    difference = cr1(change, d$cluster, "treated"),
    differenceTwo = if (even) two(lm_robust(change ~ treated, d, clusters = cluster, se_type = "CR2"), "treated"),
    clusterMeans = list(estimate = unname(diff(pooled$estimate)), standardError = pooled$stderr, df = unname(pooled$parameter)),
    welch = if (even) with(t.test(last ~ treated, d), list(estimate = unname(diff(estimate)), standardError = stderr,
                                                           df = unname(parameter))),
    instrument = two(iv, "exposed"),
    matched = cr1(matched, d$cluster[keep], "exposed"),
    before = if (even) with(t.test(d$change[d$exposed == 1]),
      list(estimate = unname(estimate), standardError = stderr, df = unname(parameter)))
  )
}

cases <- list(
  binary = make(24, TRUE, FALSE), score = make(24, FALSE, FALSE), weighted = make(24, FALSE, TRUE), few = make(6, FALSE, FALSE)
)

# A stepped wedge: 12 clusters, 4 waves, three enter at each wave after the first; some answers are missing.
wedge <- local({
  cluster <- rep(1:12, each = 10)
  n <- length(cluster)
  enters <- (cluster - 1) %/% 3 + 1
  own <- rnorm(n)
  shared <- matrix(rnorm(48, 0, 0.3), 12)
  long <- do.call(rbind, lapply(0:3, function(wave) data.frame(
    person = seq_len(n), cluster, wave, treated = as.integer(wave >= enters),
    y = round(own + 0.2 * wave - 0.5 * (wave >= enters) + shared[cluster, wave + 1] + rnorm(n), 6))))
  missing <- runif(nrow(long)) < 0.1 & long$wave > 0
  long$y[missing] <- NA
  fit <- lm(y ~ factor(person) + factor(wave) + treated, long, na.action = na.omit)
  used <- long[!is.na(long$y), ]
  V <- vcovCL(fit, cluster = used$cluster, type = "HC0", cadjust = TRUE)
  # Constants of people lie within clusters and are not counted: one for all, three of waves, one of treatment.
  several <- used[used$person %in% names(which(table(used$person) > 1)), ]
  N <- nrow(several)
  list(long = long, waves = 4, result = list(estimate = unname(coef(fit)["treated"]),
    standardError = sqrt(V["treated", "treated"] * (N - 1) / (N - 5)), df = 11))
})

tails <- expand.grid(t = c(0, 0.5, 1.96, -2.5, 6, 40), df = c(1, 2.5, 9, 63, 998, 1e6))
tails$p <- 2 * pt(-abs(tails$t), tails$df)

cat(toJSON(list(
  madeBy = list(R = R.version.string, sandwich = as.character(packageVersion("sandwich")),
                estimatr = as.character(packageVersion("estimatr"))),
  cases = lapply(cases, function(d) list(people = d, concluded = conclude(d))),
  wedge = wedge, tails = tails), digits = NA, auto_unbox = TRUE, na = "null", null = "null", dataframe = "columns"), "\n")
