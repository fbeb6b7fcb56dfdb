# A batch from R, and its results read with base R: Rscript docs/examples/sweep.R
# The command where it is installed, else that of the checkout: run this from its folder.
command <- if (nzchar(Sys.which("forewarned"))) "forewarned" else c("node", "bin/forewarned.mjs")
forewarned <- function(..., stdout) system2(command[1], c(command[-1], ...), stdout = stdout)

folder <- file.path(tempdir(), "risk")
status <- forewarned("run", "docs/examples/risk.yaml", "--out", shQuote(folder), "--progress", "none", stdout = FALSE)
stopifnot(status == 0)

effects <- read.csv(file.path(folder, "effects.csv"))
draws <- read.csv(file.path(folder, "draws.csv"))
wide <- reshape(draws, idvar = "draw", timevar = "parameter", direction = "wide")
quality <- merge(subset(effects, outcome == "decision_quality"), wide, by = "draw")
for (design in unique(quality$arm)) {
  fit <- lm(difference ~ value.appraisal.risk + value.dissonance.tolerance, data = subset(quality, arm == design))
  cat(design, "\n")
  print(round(1000 * coef(summary(fit))[, 1:2], 2))
}

# The same runs in the shape of NetLogo's BehaviorSpace table: readers look for the line that begins with [run number].
table <- forewarned("run", "docs/examples/risk.yaml", "--format", "behaviorspace", "--progress", "none", stdout = TRUE)
runs <- read.csv(text = table, skip = grep("^\"\\[run number\\]\"", table) - 1, check.names = FALSE)
cat(nrow(runs), "runs of", length(unique(runs$design)), "designs at step", unique(runs[["[step]"]]), "\n")
