package lumen.connectors.tls;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A PEM file of authorities that are trusted, and no others. It holds no secret.
 *
 * @param path the file; a relative one counts from where the process was started
 */
public record CaFile(String path) implements Serializable {
  /**
   * Checks that it holds certificates.
   *
   * @throws IOException with one line that says what is wrong
   */
  public void check() throws IOException {
    certificates();
  }

  /**
   * What makes connections that trust these authorities.
   *
   * @throws IOException as {@link #check}
   */
  public SSLContext context() throws IOException {
    Collection<? extends Certificate> trusted = certificates();
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate authority : trusted) {
        store.setCertificateEntry("authority " + store.size(), authority);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("ca_file must be usable: %s: %s".formatted(path, e.getMessage()), e);
    }
  }

  private Collection<? extends Certificate> certificates() throws IOException {
    Path file = Path.of(path).toAbsolutePath().normalize();
    Collection<? extends Certificate> found;
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      // A folder holds nothing, a pipe or a device may never end.
      throw new IOException("ca_file must be a readable file: " + file);
    }
    try (InputStream in = Files.newInputStream(file)) {
      found = CertificateFactory.getInstance("X.509").generateCertificates(in);
    } catch (NoSuchFileException | FileNotFoundException e) {
      throw new IOException("ca_file must exist: " + file, e);
    } catch (CertificateException e) {
      throw new IOException("ca_file must hold certificates, PEM: " + file, e);
    } catch (IOException e) {
      throw new IOException("ca_file must be a readable file: " + file, e);
    }
    if (found.isEmpty()) {
      throw new IOException("ca_file must hold certificates, PEM: " + file + " has none");
    }
    return found;
  }
}
