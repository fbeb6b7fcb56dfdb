/* The reduced model (bench/peers/README.md) in plain C: `reduced PEOPLE WEEKS`. Prints JSON. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { COMPARED = 10, WARM = 3, TIES = 4 };

/* Of the processor: other programs do not count. */
static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec + 1e-9 * now.tv_nsec;
}

typedef struct {
  uint32_t first, second;
} Key;

static uint32_t stirred(uint32_t x) {
  x = (x ^ (x >> 16)) * 0x21f0aaadu;
  x = (x ^ (x >> 15)) * 0x735a2d97u;
  return x ^ (x >> 15);
}

static Key key_of(uint32_t week, uint32_t purpose) {
  uint32_t first = stirred(stirred(week + 1) + purpose);
  return (Key){first, stirred(first + 0x9e3779b9u)};
}

/* The keyed draw of src/random/draw.ts. */
static inline uint32_t bits(Key key, uint32_t id) {
  uint32_t x = id ^ key.first;
  x ^= x >> 16;
  x *= 0x7feb352du;
  x ^= x >> 15;
  x += key.second;
  x ^= x >> 13;
  x *= 0x846ca68bu;
  return x ^ (x >> 16);
}

static inline float uniform(Key key, uint32_t id) { return ((bits(key, id) >> 9) + 0.5f) * (1.0f / 8388608.0f); }

typedef struct {
  int people;
  float *belief, *next, *trust;
  uint8_t *stage;
  int32_t *start, *friend;
} World;

static uint32_t state = 12345;
static uint32_t xorshift(void) {
  state ^= state << 13;
  state ^= state >> 17;
  state ^= state << 5;
  return state;
}

static World open_world(int n) {
  World w = {n,
             malloc(4L * n),
             malloc(4L * n),
             malloc(4L * n),
             calloc(n, 1),
             calloc(n + 1, 4),
             malloc(2L * TIES * 4 * n)};
  uint32_t *a = malloc(4L * TIES * n), *b = malloc(4L * TIES * n);
  int32_t *place = malloc(4L * n);
  for (long e = 0; e < (long)TIES * n; e++) {
    a[e] = xorshift() % n;
    b[e] = xorshift() % n;
    if (a[e] == b[e]) b[e] = (b[e] + 1) % n;
    w.start[a[e] + 1]++, w.start[b[e] + 1]++;
  }
  for (int i = 0; i < n; i++) w.start[i + 1] += w.start[i];
  memcpy(place, w.start, 4L * n);
  for (long e = 0; e < (long)TIES * n; e++) w.friend[place[a[e]]++] = b[e], w.friend[place[b[e]]++] = a[e];
  free(a), free(b), free(place);
  Key belief = key_of(0, 8), trust = key_of(0, 9);
  for (int i = 0; i < n; i++) w.belief[i] = uniform(belief, i) - 0.5f, w.trust[i] = 0.2f + 0.6f * uniform(trust, i);
  return w;
}

static void live_week(World *w, uint32_t week, long *counts) {
  Key met = key_of(week, 1), one = key_of(week, 2), two = key_of(week, 3), moved = key_of(week, 4);
  const float *restrict old = w->belief, *restrict trust = w->trust;
  const int32_t *restrict start = w->start, *restrict friend = w->friend;
  float *restrict new = w->next;
  uint8_t *restrict stages = w->stage;
  memset(counts, 0, 4 * sizeof(long));
  for (int i = 0; i < w->people; i++) {
    float b = old[i];
    if (uniform(met, i) < 0.2f) b += 0.3f * trust[i] * (1 - b);
    uint32_t many = start[i + 1] - start[i];
    if (many > 0) {
      const int32_t *mine = friend + start[i];
      float first = old[mine[((uint64_t)bits(one, i) * many) >> 32]];
      float second = old[mine[((uint64_t)bits(two, i) * many) >> 32]];
      b += 0.25f * (0.5f * (first + second) - b);
    }
    b *= 0.95f;
    new[i] = b;
    if (stages[i] < 3 && uniform(moved, i) < 0.1f / (1 + expf(2 - 3 * b))) stages[i]++;
    counts[stages[i]]++;
  }
  w->next = w->belief;
  w->belief = new;
}

int main(int arguments, char **argument) {
  if (arguments != 3) return 2;
  int people = atoi(argument[1]), weeks = atoi(argument[2]);
  double begin = seconds();
  World world = open_world(people);
  double build = seconds() - begin, warm = 0, end = 0;
  long counts[4], compared[4];
  for (int week = 0; week < WARM + weeks || week < COMPARED; week++) {
    if (week == WARM) warm = seconds();
    live_week(&world, week, counts);
    if (week == WARM + weeks - 1) end = seconds();
    if (week == COMPARED - 1) memcpy(compared, counts, sizeof counts);
  }
  printf("{\"build\":%.3f,\"step\":%.4f", build * 1e3, (end - warm) * 1e9 / ((double)people * weeks));
  for (int stage = 0; stage < 4; stage++) printf(",\"stage %d\":%.6f", stage, compared[stage] / (double)people);
  printf("}\n");
  return 0;
}
