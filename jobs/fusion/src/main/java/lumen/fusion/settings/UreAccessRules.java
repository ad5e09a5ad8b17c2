package lumen.fusion.settings;

import java.net.URI;
import lumen.settings.ConfigValues;
import lumen.settings.ConfigValues.Setting;
import lumen.settings.Findings;

/** What must hold between the keys by which a URE stream says who pulls. */
final class UreAccessRules {
  private final ConfigValues sensors;
  private final Findings found;

  UreAccessRules(ConfigValues sensors, Findings found) {
    this.sensors = sensors;
    this.found = found;
  }

  void check(String stream) {
    Setting user = sensors.at(stream + ".user");
    Setting password = sensors.at(stream + ".password_file");
    Setting token = sensors.at(stream + ".token_file");
    needs(user, "password_file", password);
    needs(password, "user", user);
    if (given(token) && (given(user) || given(password))) {
      error(token, "must stand alone, without user and password_file");
    }
    Setting secret = given(token) ? token : password;
    Setting url = sensors.at(stream + ".metrics_url");
    authorities(stream, url);
    if (given(secret) && !found.unusable(url.path()) && leavesInTheOpen(URI.create(url.text()))) {
      found.warning(
          secret.origin().mark(),
          secret.path(),
          "is sent unencrypted to another machine: metrics_url begins with http://");
    }
  }

  private void authorities(String stream, Setting url) {
    Setting file = sensors.at(stream + ".ca_file");
    if (given(file)
        && !found.unusable(url.path())
        && !URI.create(url.text()).getScheme().equalsIgnoreCase("https")) {
      found.warning(
          file.origin().mark(),
          file.path(),
          "has no effect: metrics_url does not begin with https://");
    }
  }

  private void needs(Setting one, String name, Setting other) {
    if (given(one) && !given(other) && !found.unusable(other.path())) {
      error(one, "must have " + name + " beside it");
    }
  }

  private void error(Setting at, String message) {
    found.error(at.origin().mark(), at.path(), message);
  }

  private static boolean given(Setting setting) {
    return !setting.origin().standard();
  }

  private static boolean leavesInTheOpen(URI url) {
    String host = url.getHost();
    boolean here = host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    return url.getScheme().equals("http") && !here;
  }
}
