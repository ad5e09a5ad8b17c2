package lumen.connectors.outage;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;

/** What the log is told of one resource while this is open. */
public final class OutageLines extends AbstractAppender implements AutoCloseable {
  private final Logger logger = (Logger) LogManager.getLogger(Outage.class);
  private final String resource;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  /**
   * Begins to listen.
   *
   * @param resource how lines of the resource begin
   */
  public OutageLines(String resource) {
    super("lines of " + resource, null, null, true, Property.EMPTY_ARRAY);
    this.resource = resource;
    start();
    Configurator.setLevel(logger, Level.INFO);
    logger.setAdditive(false);
    logger.addAppender(this);
  }

  @Override
  public void append(LogEvent event) {
    String text = event.getMessage().getFormattedMessage();
    if (text.startsWith(resource)) {
      lines.add(event.getLevel() + text.substring(resource.length()));
    }
  }

  /** Level and what stands behind the resource's name, such as {@code INFO is back}. */
  public List<String> lines() {
    return lines;
  }

  @Override
  public void close() {
    logger.removeAppender(this);
    stop();
  }
}
