/**
 * The jobs by name ({@link lumen.jobs.JobKind}): what whoever starts, lists or reads one has to
 * know of it, whichever it is. The module's jar with all of them is what {@code flink run} takes.
 *
 * <p>Knows every job and no command. No job knows it.
 */
package lumen.jobs;
