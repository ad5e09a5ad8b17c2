package lumen.connectors.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Certificates made for a test by the JDK's keytool: an authority, a stranger, and servers of the
 * authority: two on loopback, of which one's certificate has expired, and one elsewhere.
 */
public final class Certificates {
  /** Password of all key stores. */
  public static final String PASSWORD = "store-of-the-test";

  /** A server that is as it should be. */
  public static final String GOOD = "good";

  /** A server whose certificate was for one day, ten days ago. */
  public static final String EXPIRED = "expired";

  /** A server whose certificate is that of another place. */
  public static final String OTHER = "other";

  private static final String STORE = "PKCS12";
  private static final String AUTHORITY = "authority";
  private static final String STRANGER = "stranger";

  private final Path folder;
  private final KeyStore all;

  private Certificates(Path folder, KeyStore all) {
    this.folder = folder;
    this.all = all;
  }

  /** Makes them, each with its key. */
  public static Certificates make(Path folder) throws Exception {
    Path store = folder.resolve("all.p12");
    for (String name : List.of(AUTHORITY, STRANGER)) {
      keytool(store, name, "-ext", "bc:c=ca:true", "-ext", "ku=keyCertSign", "-validity", "3650");
    }
    String[] server = {"-signer", AUTHORITY, "-ext", "san=ip:127.0.0.1,dns:localhost"};
    keytool(store, OTHER, "-signer", AUTHORITY, "-ext", "san=dns:other.example");
    keytool(store, GOOD, with(server, "-validity", "3650"));
    keytool(store, EXPIRED, with(server, "-startdate", "-10d", "-validity", "1"));
    KeyStore all = KeyStore.getInstance(STORE);
    try (InputStream in = Files.newInputStream(store)) {
      all.load(in, PASSWORD.toCharArray());
    }
    return new Certificates(folder, all);
  }

  private static String[] with(String[] some, String... more) {
    List<String> both = new ArrayList<>(List.of(some));
    both.addAll(List.of(more));
    return both.toArray(String[]::new);
  }

  private static void keytool(Path store, String name, String... more) throws Exception {
    String program = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    List<String> command =
        new ArrayList<>(
            List.of(
                program,
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storetype",
                STORE,
                "-storepass",
                PASSWORD,
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1"));
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("keytool must make " + name + ": " + said);
    }
  }

  /** The authority's certificate, PEM. */
  public Path authority() throws Exception {
    return certificate(AUTHORITY);
  }

  /** The certificate of an authority that signed nothing, PEM. */
  public Path stranger() throws Exception {
    return certificate(STRANGER);
  }

  /** A certificate, PEM. */
  public Path certificate(String name) throws Exception {
    return pem(name + ".crt", "CERTIFICATE", all.getCertificate(name).getEncoded());
  }

  /** A server's key, PEM, which its owner alone may read. */
  public Path key(String name) throws Exception {
    byte[] key = all.getKey(name, PASSWORD.toCharArray()).getEncoded();
    Path file = pem(name + ".key", "PRIVATE KEY", key);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private Path pem(String file, String kind, byte[] content) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return Files.writeString(
        folder.resolve(file),
        "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(kind, text, kind));
  }

  /** The key store of a server. */
  public KeyStore store(String name) throws GeneralSecurityException, IOException {
    char[] password = PASSWORD.toCharArray();
    KeyStore store = KeyStore.getInstance(STORE);
    store.load(null, password);
    store.setKeyEntry(name, all.getKey(name, password), password, all.getCertificateChain(name));
    return store;
  }

  /** The same as a file. */
  public Path storeFile(String name) throws GeneralSecurityException, IOException {
    Path file = folder.resolve(name + ".p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      store(name).store(out, PASSWORD.toCharArray());
    }
    return file;
  }
}
