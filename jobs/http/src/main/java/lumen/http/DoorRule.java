package lumen.http;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Who may ask: programs of this machine, and the pages that the port itself serves. A page of
 * another origin may not, whatever name it has the port resolve to.
 *
 * <ul>
 *   <li>{@code Host} is there once and is a trusted name: a rebound name is not.
 *   <li>{@code Origin}, if it is there, is there once and is that same host and port, or listed by
 *       the operator. Programs send none; {@code null} (a sandboxed frame, a file) is a stranger.
 *   <li>{@code Sec-Fetch-Site}, if it is there and no listed origin speaks, is {@code same-origin}
 *       or {@code none}: images, scripts and frames of other pages send no {@code Origin}. A link
 *       elsewhere may open the pages that {@code linkable} names.
 * </ul>
 */
public final class DoorRule implements Guard {
  private static final Set<String> OWN_SITE = Set.of("same-origin", "none");
  private static final int MOST_SHOWN = 80;

  private final TrustedHosts hosts;
  private final String key;
  private final Predicate<String> linkable;

  /**
   * Makes a rule.
   *
   * @param address name that the port is bound to or announced as
   * @param key setting that lists further hosts, for what is said
   * @param listed further hosts, {@code name} or {@code name:port}
   * @param linkable targets that a link on any page may open
   * @throws IllegalArgumentException if a listed host is none
   */
  public DoorRule(String address, String key, List<String> listed, Predicate<String> linkable) {
    this.key = key;
    this.hosts = TrustedHosts.of(address, key, listed);
    this.linkable = linkable;
  }

  /** In printable ASCII. */
  @Override
  public Optional<String> refusal(Visit visit) {
    if (!visit.target().startsWith("/") && !visit.target().equals("*")) {
      return refused("target must begin with /", "target=" + visit.target());
    }
    if (visit.hosts().size() != 1) {
      return refused("Host must be given once", "Host=" + visit.hosts());
    }
    String host = visit.hosts().get(0);
    Optional<Authority> server = Authority.of(host);
    if (server.filter(hosts::trusts).isEmpty()) {
      return refused(
          "Host must be localhost, 127.0.0.1, [::1] or a name in " + key, "Host=" + host);
    }
    return visit.origins().isEmpty()
        ? withoutOrigin(visit)
        : withOrigin(visit, server.orElseThrow());
  }

  private Optional<String> withOrigin(Visit visit, Authority server) {
    if (visit.origins().size() != 1) {
      return refused("Origin must be given once at most", "Origin=" + visit.origins());
    }
    String origin = visit.origins().get(0);
    Optional<PageOrigin> page = PageOrigin.of(origin);
    if (page.filter(hosts::lists).isPresent()) {
      return Optional.empty();
    }
    if (page.filter(from -> from.is(server)).isEmpty()) {
      return refused(
          "Origin must be the Host that is asked, or a name in " + key,
          "Origin=" + origin + " Host=" + visit.hosts().get(0));
    }
    return withoutOrigin(visit);
  }

  private Optional<String> withoutOrigin(Visit visit) {
    if (OWN_SITE.containsAll(visit.fetchSites())
        || (visit.opensPage() && linkable.test(visit.target()))) {
      return Optional.empty();
    }
    return refused(
        "Sec-Fetch-Site must be same-origin or none", "Sec-Fetch-Site=" + visit.fetchSites());
  }

  private static Optional<String> refused(String rule, String facts) {
    String shown = facts.length() > 2 * MOST_SHOWN ? facts.substring(0, 2 * MOST_SHOWN) : facts;
    return Optional.of(rule + ": " + shown.replaceAll("[^ -~]", "?"));
  }
}
