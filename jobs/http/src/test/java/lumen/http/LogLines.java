package lumen.http;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;

/** What a class logs from warnings on, while this is open. */
final class LogLines extends AbstractAppender implements AutoCloseable {
  private final Logger logger;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  LogLines(Class<?> of) {
    super("lines", null, null, true, Property.EMPTY_ARRAY);
    logger = (Logger) LogManager.getLogger(of);
    start();
    Configurator.setLevel(logger, Level.WARN);
    logger.addAppender(this);
  }

  @Override
  public void append(LogEvent event) {
    if (event.getLevel().isMoreSpecificThan(Level.WARN)) {
      String thrown = event.getThrown() == null ? "" : " with " + event.getThrown();
      lines.add(event.getLevel() + " " + event.getMessage().getFormattedMessage() + thrown);
    }
  }

  List<String> lines() {
    return lines;
  }

  @Override
  public void close() {
    logger.removeAppender(this);
    stop();
  }
}
