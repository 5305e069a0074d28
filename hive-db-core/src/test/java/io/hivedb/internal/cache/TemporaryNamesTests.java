// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TemporaryNamesTests {

  @TempDir private Path parent;

  @Test
  void eachFileIsAnother() throws IOException {
    Path first = TemporaryNames.file(parent, "a-", ".so");
    Path second = TemporaryNames.file(parent, "a-", ".so");
    assertThat(first).isNotEqualTo(second).isEmptyFile().hasParent(parent);
    assertThat(first.getFileName().toString()).startsWith("a-").endsWith(".so");
  }

  @Test
  void whatExistsIsNotTaken() throws IOException {
    Path first = TemporaryNames.directory(parent, "b-");
    String name = first.getFileName().toString().substring("b-".length());
    String next = Long.toString(Long.parseUnsignedLong(name, 36) + 1, 36);
    Path taken = Files.writeString(parent.resolve("b-" + next), "other's");
    assertThat(TemporaryNames.directory(parent, "b-")).isEmptyDirectory();
    assertThat(taken).hasContent("other's");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has other permissions")
  void nobodyElseMayUseIt() throws IOException {
    Path file = TemporaryNames.file(parent, "c-", "");
    Path directory = TemporaryNames.directory(parent, "c-");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
        .isEqualTo("rwx------");
  }

  @Test
  void aDirectoryThatIsMissingIsAnError() {
    assertThatThrownBy(() -> TemporaryNames.file(parent.resolve("none"), "d-", ""))
        .isInstanceOf(NoSuchFileException.class);
  }
}
