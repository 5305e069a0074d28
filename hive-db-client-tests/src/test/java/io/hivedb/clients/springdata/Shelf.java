// SPDX-License-Identifier: Apache-2.0
package io.hivedb.clients.springdata;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.MappedCollection;
import org.springframework.data.relational.core.mapping.Table;

/** An aggregate with children. */
@Table("shelf")
record Shelf(
    @Id @Nullable Long id,
    String name,
    @Version @Nullable Integer version,
    @MappedCollection(idColumn = "shelf_id") Set<Volume> volumes) {

  Shelf rename(String other) {
    return new Shelf(id, other, version, volumes);
  }

  /** A child: no identity of its own. */
  @Table("volume")
  record Volume(String title, int pages) {}
}
