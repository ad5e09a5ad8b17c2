package lumen.connectors.kafka;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;

/**
 * All that is logged from level INFO up while this is open, failures included, instead of shown.
 */
final class LoggedTexts extends AbstractAppender implements AutoCloseable {
  private final Logger root = (Logger) LogManager.getRootLogger();
  private final Level before = root.getLevel();
  private final List<Appender> others = List.copyOf(root.getAppenders().values());
  private final List<String> texts = new CopyOnWriteArrayList<>();

  LoggedTexts() {
    super("all texts", null, null, true, Property.EMPTY_ARRAY);
    start();
    others.forEach(root::removeAppender);
    Configurator.setLevel(root, Level.INFO);
    root.addAppender(this);
  }

  @Override
  public void append(LogEvent event) {
    texts.add(event.getMessage().getFormattedMessage() + " " + event.getThrown());
  }

  List<String> texts() {
    return texts;
  }

  @Override
  public void close() {
    root.removeAppender(this);
    Configurator.setLevel(root, before);
    others.forEach(root::addAppender);
    stop();
  }
}
