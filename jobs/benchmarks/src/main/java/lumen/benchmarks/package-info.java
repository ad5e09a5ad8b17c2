/**
 * What the job is measured against: kernels alone, one plain thread, and the job that one would
 * write first.
 *
 * <p>No package may know it.
 */
package lumen.benchmarks;
