/**
 * Two jars on one recording of the input of a live job, compared byte by byte: {@link
 * lumen.ctl.shadow.ShadowInput} has the recording made, {@link lumen.ctl.shadow.ShadowRun} runs a
 * jar on it, {@link lumen.ctl.shadow.LineDifference} finds where they part.
 *
 * <p>No other package but the root of lumenctl may know it.
 */
package lumen.ctl.shadow;
