/**
 * From what an input gives to blocks of samples. A connector hands over lines ({@link
 * lumen.intake.SourceLine}) or, live, messages ({@link lumen.intake.LiveInput}, {@link
 * lumen.intake.LiveMessage}); an intake ({@link lumen.intake.LineIntake}) reads each line, decides
 * what is late or not believed, accounts for it, and gathers columns until the chunk ends.
 *
 * <p>Knows {@link lumen.event}, patterns of names and the form of states alone: no connector, no
 * file, no wall clock, no Flink.
 */
package lumen.intake;
