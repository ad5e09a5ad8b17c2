/**
 * What the log is told when something outside is lost and when it is back: one line each, however
 * often it is tried in between; and when it fails in another way than before.
 *
 * <pre>
 *  WARN  OSC socket 127.0.0.1:9000 is out of reach, tried until it is back: java.net.BindException: ...
 *  INFO  OSC socket 127.0.0.1:9000 is back, after 17 failures
 * </pre>
 *
 * <p>Knows no connector and no other package of Lumen; a connector that waits for something to come
 * back may use it, one that fails its task at once need not, since Flink's log says that.
 */
package lumen.connectors.outage;
