/*
 * What the same arithmetic costs when somebody writes it by hand for one network on one machine: the limit that the
 * engine's times are divided by. `limit WORKLOAD CHECK STEPS` reads the workload's numbers (doubles) from the standard
 * input, prints its result after CHECK steps, then the nanoseconds a step of STEPS further steps.
 *
 * Compiled without -ffast-math, which would undo the rounding trick below; nothing here needs it, because the order of
 * all sums is already written for SIMD: a vector holds the same quantity of LANES samples.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { LANES = 4, WIDEST = 16, DEEPEST = 5 };
typedef double lanes __attribute__((vector_size(8 * LANES)));
typedef long long bits __attribute__((vector_size(8 * LANES)));
/* So that sizes and sample counts are constants in each copy and every inner loop is unrolled. */
#define INLINE static inline __attribute__((always_inline))

INLINE lanes all(double x) { return x - (lanes){0}; }

/* tanh |x| = e / (e + 2) with e = exp(2|x|) - 1, which loses nothing near 0. Within 7 units in the last place. */
INLINE lanes tanh_of(lanes x) {
  const bits sign = (bits)x & (bits)all(-0.0);
  lanes y = 2 * (lanes)((bits)x ^ sign);
  const bits large = y > 40.0; /* tanh is 1 from here on */
  y = (lanes)(((bits)y & ~large) | ((bits)all(40.0) & large));
  /* Adding 1.5 * 2^52 rounds to a whole number and leaves it in the low bits: 2y = k ln 2 + r with |r| < 0.35. */
  const double magic = 6755399441055744.0;
  const lanes shifted = y * 1.4426950408889634 + magic, k = shifted - magic;
  const lanes r = (y - k * 0.6931471803691238) - k * 1.9082149292705877e-10;
  const lanes power = (lanes)(((bits)shifted + 1023) << 52); /* 2^k */
  /* exp(r) - 1 by Taylor's series, split in two halves that can run at once. */
  const lanes q = r * r;
  const lanes odd = 1.0 / 6 + q * (1.0 / 120 + q * (1.0 / 5040 + q * (1.0 / 362880 + q * (1.0 / 39916800))));
  const lanes even =
      0.5 + q * (1.0 / 24 + q * (1.0 / 720 + q * (1.0 / 40320 + q * (1.0 / 3628800 + q * (1.0 / 479001600)))));
  const lanes e = power * (r + q * (even + r * odd)) + (power - 1);
  return (lanes)((bits)(e / (e + 2)) | sign);
}

/* One layer for DEPTH vectors of samples at once, so that each weight is loaded once for all of them. */
INLINE void forward(int n, int m, int depth, const double *w, lanes (*x)[DEEPEST], lanes (*out)[DEEPEST]) {
  for (int j = 0; j < m; j++, w += n + 1) {
    lanes sum[DEEPEST];
    for (int d = 0; d < depth; d++) sum[d] = all(w[n]);
    for (int i = 0; i < n; i++)
      for (int d = 0; d < depth; d++) sum[d] += w[i] * x[i][d];
    for (int d = 0; d < depth; d++) out[j][d] = tanh_of(sum[d]);
  }
}

/* Adds to the gradients of the weights, one sum a lane, and to those of the inputs unless `dx` is null. */
INLINE void backward(int n, int m, int depth, const double *w, lanes (*x)[DEEPEST], lanes (*out)[DEEPEST],
                     lanes (*dout)[DEEPEST], lanes (*dx)[DEEPEST], lanes *dw) {
  if (dx) memset(dx, 0, n * sizeof *dx);
  for (int j = 0; j < m; j++, w += n + 1, dw += n + 1) {
    lanes up[DEEPEST];
    for (int d = 0; d < depth; d++) dw[n] += up[d] = dout[j][d] * (1 - out[j][d] * out[j][d]);
    for (int i = 0; i < n; i++)
      for (int d = 0; d < depth; d++) {
        dw[i] += up[d] * x[i][d];
        if (dx) dx[i][d] += up[d] * w[i];
      }
  }
}

/* A training step of the network inputs-[hidden, hidden, 1] on `blocks` blocks; gives the loss before the update. */
INLINE double step(int inputs, int hidden, int depth, int blocks, double rate, double *w, lanes (*x)[DEEPEST]) {
  const int w2 = (inputs + 1) * hidden, w3 = w2 + (hidden + 1) * hidden, parameters = w3 + hidden + 1;
  lanes dw[parameters], loss = {0};
  memset(dw, 0, sizeof dw);
  for (int block = 0; block < blocks; block++, x += inputs + 1) {
    lanes h1[WIDEST][DEEPEST], h2[WIDEST][DEEPEST], out[1][DEEPEST], d1[WIDEST][DEEPEST], d2[WIDEST][DEEPEST];
    forward(inputs, hidden, depth, w, x, h1);
    forward(hidden, hidden, depth, w + w2, h1, h2);
    forward(hidden, 1, depth, w + w3, h2, out);
    lanes dout[1][DEEPEST];
    for (int d = 0; d < depth; d++) {
      const lanes error = out[0][d] - x[inputs][d];
      loss += error * error;
      dout[0][d] = 2 * error;
    }
    backward(hidden, 1, depth, w + w3, h2, out, dout, d2, dw + w3);
    backward(hidden, hidden, depth, w + w2, h1, h2, d2, d1, dw + w2);
    backward(inputs, hidden, depth, w, x, h1, d1, NULL, dw);
  }
  for (int p = 0; p < parameters; p++) w[p] -= rate * (dw[p][0] + dw[p][1] + dw[p][2] + dw[p][3]);
  return loss[0] + loss[1] + loss[2] + loss[3];
}

enum { ROOM = 1 << 16 };
static double input[4 * ROOM], result[ROOM];
static lanes samples[ROOM / LANES / DEEPEST][DEEPEST];

/* The input is: rate, weights, then a sample after the other, its target last. */
static void load_samples(int inputs, int parameters, int depth, int blocks) {
  const double *from = input + 1 + parameters;
  for (int b = 0; b < blocks; b++)
    for (int s = 0; s < depth * LANES; s++)
      for (int i = 0; i <= inputs; i++) samples[b * (inputs + 1) + i][s / LANES][s % LANES] = *from++;
}

static void w1(void) { result[0] = step(3, 4, 1, 1, input[0], input + 1, samples); }
static void w2(void) { result[0] = step(2, 16, 5, 5, input[0], input + 1, samples); }

/* The input is: leaves, nodes, the leaves' data, then all operations, all first and all second operands. */
static void w3(void) {
  static int first[ROOM], second[ROOM];
  static double data[ROOM], grad[ROOM], local_first[ROOM], local_second[ROOM];
  const int leaves = input[0], nodes = input[1];
  const double *operations = input + 2 + leaves, *as = operations + nodes - leaves, *bs = as + nodes - leaves;
  memcpy(data, input + 2, leaves * sizeof *data);
  for (int id = leaves; id < nodes; id++) {
    const int a = first[id] = *as++, b = second[id] = *bs++;
    switch ((int)*operations++) {
      case 0: data[id] = data[a] + data[b], local_first[id] = 1, local_second[id] = 1; break;
      case 1: data[id] = data[a] - data[b], local_first[id] = 1, local_second[id] = -1; break;
      case 2: data[id] = data[a] * data[b], local_first[id] = data[b], local_second[id] = data[a]; break;
      default: data[id] = tanh_of(all(data[a]))[0], local_first[id] = 1 - data[id] * data[id], local_second[id] = 0;
    }
  }
  memset(grad, 0, nodes * sizeof *grad);
  grad[nodes - 1] = 1;
  for (int id = nodes - 1; id >= leaves; id--) {
    grad[first[id]] += grad[id] * local_first[id];
    grad[second[id]] += grad[id] * local_second[id];
  }
  memcpy(result, grad, leaves * sizeof *grad);
}

/* The input is a, b and c. */
static void w4(void) { input[0] = -input[0], result[0] = input[1], result[1] = input[0], result[2] = 1; }

int main(int count, char **arguments) {
  if (count != 4 || fread(input, sizeof *input, 4 * ROOM, stdin) == 0) return 2;
  const int workload = arguments[1][1] - '1', check = atoi(arguments[2]), steps = atoi(arguments[3]);
  void (*const work[])(void) = {w1, w2, w3, w4};
  if (workload == 0) load_samples(3, 41, 1, 1);
  if (workload == 1) load_samples(2, 337, 5, 5);
  for (int i = 0; i < check; i++) work[workload]();
  const int results[] = {1, 1, (int)input[0], 3};
  for (int i = 0; i < results[workload]; i++) printf("%.17g ", result[i]);
  struct timespec start, end;
  clock_gettime(CLOCK_MONOTONIC, &start);
  for (int i = 0; i < steps; i++) work[workload]();
  clock_gettime(CLOCK_MONOTONIC, &end);
  printf("%.17g\n", ((end.tv_sec - start.tv_sec) * 1e9 + (end.tv_nsec - start.tv_nsec)) / steps);
}
