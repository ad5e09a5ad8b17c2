package lumen.http;

import java.util.List;
import java.util.function.Function;

/**
 * What a request tells of itself and of the page it comes from. A header that is not sent is an
 * empty list.
 *
 * @param target path and query, or a whole URL
 */
public record Visit(
    String target,
    List<String> hosts,
    List<String> origins,
    List<String> fetchSites,
    List<String> fetchModes,
    List<String> fetchDestinations) {
  public Visit {
    hosts = List.copyOf(hosts);
    origins = List.copyOf(origins);
    fetchSites = List.copyOf(fetchSites);
    fetchModes = List.copyOf(fetchModes);
    fetchDestinations = List.copyOf(fetchDestinations);
  }

  /**
   * The visit of a request.
   *
   * @param headers all values of the header of that name, none of which is null
   */
  public static Visit of(String target, Function<String, List<String>> headers) {
    return new Visit(
        target,
        headers.apply("Host"),
        headers.apply("Origin"),
        headers.apply("Sec-Fetch-Site"),
        headers.apply("Sec-Fetch-Mode"),
        headers.apply("Sec-Fetch-Dest"));
  }

  /** Whether it opens a page of its own, as a link does. */
  boolean opensPage() {
    return fetchModes.equals(List.of("navigate")) && fetchDestinations.equals(List.of("document"));
  }
}
