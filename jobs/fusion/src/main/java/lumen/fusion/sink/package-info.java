/**
 * What leaves the job: values as lines of JSON, lines in one order for all tenants, files that are
 * committed with checkpoints, and the rows and ticks made of lines.
 *
 * <p>Every stage may know it. Knows no stage, and computes no figure.
 */
package lumen.fusion.sink;
