/**
 * The outputs of the job ({@link lumen.fusion.sink.Outputs}): how its frames, ticks and evidence
 * are shown and sorted, and where they go beside the files.
 *
 * <p>Every stage may know it. Knows no stage, and computes no figure; order and files are those of
 * {@link lumen.runtime.lines}.
 */
package lumen.fusion.sink;
