package lumen.governance.slo.trespass;

import java.net.InetAddress;

/** Passes the wall around the rules of the governance job. */
public final class AsksTheNetwork {
  private AsksTheNetwork() {}

  static boolean isHere(InetAddress address) {
    return address.isLoopbackAddress();
  }
}
