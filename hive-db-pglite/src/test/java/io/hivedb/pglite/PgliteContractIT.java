// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import io.hivedb.spi.BackendProvider;
import io.hivedb.spi.ServerSettings;
import io.hivedb.spi.Settings;
import io.hivedb.tck.BackendContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;

class PgliteContractIT extends BackendContract {

  private final ServerSocket taken = listen();

  private static ServerSocket listen() {
    try {
      return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterAll
  void release() throws IOException {
    taken.close();
  }

  @Override
  public BackendProvider provider() {
    return new PgliteProvider();
  }

  /** Each database has an engine of its own, and with it roles of its own. */
  @Override
  public boolean restoresRoles() {
    return true;
  }

  @Override
  public Optional<ServerSettings> failingSettings() {
    return Optional.of(
        new ServerSettings(
            Settings.of(settings()), null, null, taken.getLocalPort(), Duration.ofSeconds(60)));
  }
}
