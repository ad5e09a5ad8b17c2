/**
 * The rows of what is measured: their bars, the file that measurements are added to, and the table
 * that is printed of it.
 *
 * <p>Knows nothing of how a row is measured, no job and no cluster.
 */
package lumen.benchmarks.table;
