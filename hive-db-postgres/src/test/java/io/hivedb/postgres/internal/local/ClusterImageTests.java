// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres.internal.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterImageTests {

  @TempDir private Path directory;
  private Path image;
  private Path copy;

  @BeforeEach
  void write() throws IOException {
    Path source = directory.resolve("source");
    Files.createDirectories(source.resolve("base/1"));
    Files.createDirectories(source.resolve("base/16384"));
    Files.createDirectories(source.resolve("pg_wal/empty"));
    Files.writeString(source.resolve("PG_VERSION"), "17\n");
    Files.write(source.resolve("base/1/1259"), new byte[] {1, 2, 3});
    Files.createFile(source.resolve("base/1/nothing"));
    Files.write(source.resolve("base/16384/1259"), new byte[] {4});
    image = directory.resolve("image");
    ClusterImage.write(source, image);
    copy = Files.createDirectory(directory.resolve("copy"));
  }

  @Test
  void isUnpackedInParts() throws IOException {
    ClusterImage read = ClusterImage.read(image);

    read.unpackCore(copy, Account.ofThisJvm());
    assertThat(copy.resolve("PG_VERSION")).hasContent("17\n");
    assertThat(copy.resolve("pg_wal/empty")).isEmptyDirectory();
    assertThat(copy.resolve("base/1")).isEmptyDirectory();
    assertThat(read.databases()).containsExactly(16384, 1);
    read.unpackDatabase(16384, copy, Account.ofThisJvm());
    assertThat(copy.resolve("base/16384/1259")).hasBinaryContent(new byte[] {4});
    assertThat(copy.resolve("base/1")).isEmptyDirectory();
    read.unpackDatabase(1, copy, Account.ofThisJvm());
    assertThat(copy.resolve("base/1/1259")).hasBinaryContent(new byte[] {1, 2, 3});
    assertThat(copy.resolve("base/1/nothing")).isEmptyFile();
  }

  @Test
  void nobodyElseReadsWhatIsUnpacked() throws IOException {
    ClusterImage.read(image).unpackCore(copy, Account.ofThisJvm());

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy.resolve("base"))))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(copy.resolve("PG_VERSION"))))
        .isEqualTo("rw-------");
  }

  @Test
  void everyChangedByteIsNoticed() throws IOException {
    byte[] whole = Files.readAllBytes(image);
    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 1;
      Files.write(image, damaged);
      assertThatThrownBy(() -> ClusterImage.read(image)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void everyMissingEndIsNoticed() throws IOException {
    byte[] whole = Files.readAllBytes(image);
    for (int length = 0; length < whole.length; length++) {
      Files.write(image, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> ClusterImage.read(image)).isInstanceOf(IOException.class);
    }
  }
}
