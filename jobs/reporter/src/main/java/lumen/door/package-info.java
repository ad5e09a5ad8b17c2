/**
 * Who may use a port of HTTP that runs code or tells what runs.
 *
 * <p>A page that a browser of this machine shows can send requests to any port of loopback. Flink's
 * REST port takes a jar from it and runs it: binding loopback does not help, and neither does the
 * browser, which sends a form before it asks. What helps is that a browser tells where a request
 * comes from: {@link lumen.http.DoorRule} says who is let in.
 *
 * <pre>
 *  connection ─▶ (TLS) ─▶ codec ─▶ RestDoor ─▶ uploads to disk ─▶ ... ─▶ Flink's handlers
 *                                     │
 *                                     └─▶ 403, one line, the end      RefusalLog
 * </pre>
 *
 * <pre>
 *  lumen.rest.allowed-hosts: lumen.example;10.0.0.7:8081     # beside loopback and rest.address
 * </pre>
 *
 * <p>Flink loads {@link lumen.door.RestDoorFactory} from the jars in {@code lib}, not from {@code
 * plugins}; its log says so: {@code Loaded channel inbound factory}.
 *
 * <p>Knows {@link lumen.http}, which its jar brings, and no other package of Lumen, since Flink
 * loads it.
 */
package lumen.door;
