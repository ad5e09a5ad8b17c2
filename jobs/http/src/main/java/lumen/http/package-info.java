/**
 * A port of HTTP on this machine, as every process of Lumen has it: who may ask, how much and how
 * long, and what strangers hear.
 *
 * <pre>
 *  connection ─▶ jdk.httpserver ─▶ Guard ─▶ Handler (Routes) ─▶ Reply
 *                 head: 10 s        │        body: size, time    time
 *                 threads, queue    └─▶ 403, one line, the end      RefusalLog
 * </pre>
 *
 * <p>{@link lumen.http.DoorRule} lets programs of this machine in and the pages that a port itself
 * serves, {@link lumen.http.ProgramsOnly} no page at all. The rule knows no server, so that it
 * stands in front of Flink's REST port too.
 *
 * <p>Knows the JDK and a log, and no other package of Lumen: the metrics of Flink's own processes
 * stand on it, and what a job listens on.
 */
package lumen.http;
