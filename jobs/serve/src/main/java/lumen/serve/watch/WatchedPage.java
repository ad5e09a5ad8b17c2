package lumen.serve.watch;

import java.net.URI;
import java.util.List;

/**
 * A page of metrics of another process.
 *
 * @param name as its answer is called, such as {@code fusion}, {@code fusion2} of a second
 *     TaskManager
 * @param url where it is
 * @param optional whether the system is whole without it
 */
public record WatchedPage(String name, URI url, boolean optional) {
  public WatchedPage {
    if (!name.matches("[a-z]+[0-9]*")
        || !List.of("http", "https").contains(String.valueOf(url.getScheme()))) {
      throw new IllegalArgumentException(
          "must be small letters and a number behind them, and a URL of http or https: name="
              + name
              + " url="
              + url);
    }
  }
}
