// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import java.nio.file.Path;
import java.security.KeyStore;
import org.zeroturnaround.exec.ProcessExecutor;

/** A key of a server at 127.0.0.1, with a certificate that vouches for itself. */
final class SelfSignedKey {

  static final String ALIAS = "k";

  private static final String PASSWORD = "changeit";

  private SelfSignedKey() {}

  static char[] password() {
    return PASSWORD.toCharArray();
  }

  static KeyStore make(Path file) throws Exception {
    new ProcessExecutor(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            ALIAS,
            "-keyalg",
            "EC",
            "-dname",
            "CN=127.0.0.1",
            "-ext",
            "san=ip:127.0.0.1",
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-keystore",
            file.toString())
        .exitValueNormal()
        .execute();
    return KeyStore.getInstance(file.toFile(), password());
  }
}
