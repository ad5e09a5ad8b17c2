/**
 * A MIDI cable for machines without a sound system: what one process sends to the device {@code
 * loopback} another hears from it, over a UDP port of loopback. The port is the system property
 * {@code lumen.benchmark.midi}, or the environment variable {@code LUMEN_BENCHMARK_MIDI}; without
 * either there is no such device.
 *
 * <p>Uses the JDK alone: with {@code META-INF/services} these classes are a jar for the class path
 * of a cluster.
 */
package lumen.benchmarks.midi;
