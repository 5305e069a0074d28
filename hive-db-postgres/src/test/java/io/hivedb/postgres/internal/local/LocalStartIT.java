// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres.internal.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.tck.Requirement;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can only be caused from within. */
class LocalStartIT {

  @TempDir private Path cache;

  private static Binaries binaries() {
    BinariesLookup lookup =
        BinariesLookup.find(
            Optional.ofNullable(System.getenv("HIVE_TEST_POSTGRES_HOME")).map(Path::of));
    Requirement.check("postgresql", lookup.newest().isPresent(), lookup.missing());
    return lookup.newest().orElseThrow();
  }

  @Test
  void aPortThatIsTakenBetweenChoiceAndStartIsReplaced() throws IOException {
    LocalSettings settings =
        new LocalSettings(
            Optional.of(binaries().directory()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0,
            Duration.ofSeconds(60));
    try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int free = new RandomPorts().getAsInt();
      Iterator<Integer> choices =
          Stream.concat(
                  Stream.of(one.getLocalPort(), other.getLocalPort(), free),
                  Stream.generate(new RandomPorts()::getAsInt))
              .iterator();
      try (LocalServer server = new LocalStart(settings, choices::next).run()) {
        assertThat(server.isRunning()).isTrue();
        assertThat(server.port()).isNotIn(one.getLocalPort(), other.getLocalPort());
      }
    }
  }

  @Test
  void theNextLocaleIsTakenWhereTheFirstIsMissing() throws IOException {
    ClusterImage image = template(List.of("xx_XX.UTF-8", "C")).image();
    Path copy = Files.createDirectory(cache.resolve("copy"));
    image.unpackCore(copy, Account.ofThisJvm());
    assertThat(copy.resolve("postgresql.conf")).content().containsPattern("lc_messages = '?C'?\\s");
  }

  @Test
  void withoutAnyOfTheLocalesTheErrorIsThatOfInitdb() {
    assertThatThrownBy(() -> template(List.of("xx_XX.UTF-8")).image())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("invalid locale name \"xx_XX.UTF-8\"");
    assertThat(cache).isDirectoryNotContaining("glob:**.{image,part}");
  }

  private TemplateCluster template(List<String> locales) {
    return new TemplateCluster(binaries(), cache, Account.ofThisJvm(), Optional.empty(), locales);
  }
}
