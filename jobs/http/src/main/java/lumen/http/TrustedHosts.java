package lumen.http;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names under which a port is reached: those of loopback, its own, and those that its operator
 * lists. A page that has its own name resolve to this machine (DNS rebinding) still sends that
 * name, and never an address: so an operator who does not know beforehand at which address a
 * process will be called, as in a cluster of containers, may list {@value #ANY_ADDRESS}.
 *
 * @param own names of the port itself
 * @param listed names of the operator; without a port any port is meant
 * @param anyAddress whether every address is trusted that is written as one
 */
record TrustedHosts(List<Authority> own, List<Authority> listed, boolean anyAddress) {
  /** What stands in a list for every address. */
  static final String ANY_ADDRESS = "any-address";

  private static final Pattern ADDRESS =
      Pattern.compile(
          "((^|\\.)(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])){4}|\\[[0-9a-f:.]*:[0-9a-f:.]*]");

  private static final Pattern LOOPBACK =
      Pattern.compile(
          "localhost|127(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})){3}|\\[(::1|(0{1,4}:){7}0{0,3}1)]");

  /** Copies the lists. */
  TrustedHosts {
    own = List.copyOf(own);
    listed = List.copyOf(listed);
  }

  /**
   * Loopback and the given names.
   *
   * @param address what the port is bound to or announced as; what is no name is passed over
   * @param key what an error names as the place of the list
   * @throws IllegalArgumentException if one is no {@code name} or {@code name:port}
   */
  static TrustedHosts of(String address, String key, List<String> entries) {
    List<Authority> listed = new ArrayList<>();
    boolean anyAddress = false;
    for (String entry : entries) {
      if (entry.strip().equals(ANY_ADDRESS)) {
        anyAddress = true;
        continue;
      }
      listed.add(
          Authority.of(entry.strip())
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          key
                              + " must list names, such as lumen.example or lumen.example:8443: "
                              + entry)));
    }
    return new TrustedHosts(Authority.of(address).stream().toList(), listed, anyAddress);
  }

  /** Whether a server may be called so. */
  boolean trusts(Authority host) {
    return LOOPBACK.matcher(host.host()).matches()
        || (anyAddress && ADDRESS.matcher(host.host()).matches())
        || Stream.concat(own.stream(), listed.stream())
            .anyMatch(
                name ->
                    name.host().equals(host.host())
                        && (name.port() == Authority.NO_PORT || name.port() == host.port()));
  }

  /**
   * Whether the operator lists the server that a page came from. That it lies on this machine, or
   * on another port of the same name, is not enough.
   */
  boolean lists(PageOrigin page) {
    return listed.stream().anyMatch(page::is);
  }
}
