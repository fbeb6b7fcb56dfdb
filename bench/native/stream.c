/* Memory bandwidth of one thread, after McCalpin's STREAM: `stream`. Prints JSON, GB/s, the best of some repeats. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { LENGTH = 24 * 1024 * 1024, REPEATS = 7 };

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec + 1e-9 * now.tv_nsec;
}

int main(void) {
  double *a = malloc(sizeof(double) * LENGTH), *b = malloc(sizeof(double) * LENGTH), *c = malloc(sizeof(double) * LENGTH);
  if (!a || !b || !c) return 1;
  for (long i = 0; i < LENGTH; i++) a[i] = 1, b[i] = 2, c[i] = 3;
  double copy = 1e9, triad = 1e9;
  for (int r = 0; r < REPEATS; r++) {
    double start = seconds();
    for (long i = 0; i < LENGTH; i++) c[i] = a[i];
    double between = seconds();
    for (long i = 0; i < LENGTH; i++) a[i] = b[i] + 3.0 * c[i];
    double end = seconds();
    if (between - start < copy) copy = between - start;
    if (end - between < triad) triad = end - between;
  }
  /* The sum is printed so that no loop can be left out. */
  fprintf(stderr, "%g\n", a[LENGTH / 2] + c[LENGTH / 3]);
  printf("{\"copy\":%.3f,\"triad\":%.3f}\n", 16.0 * LENGTH / copy / 1e9, 24.0 * LENGTH / triad / 1e9);
  return 0;
}
