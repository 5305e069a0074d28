// SPDX-License-Identifier: Apache-2.0
package io.hivedb.clients.springdata;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.ListCrudRepository;
import org.springframework.data.repository.ListPagingAndSortingRepository;
import org.springframework.data.repository.query.Param;

/** Derived and written queries. */
interface ShelfRepository
    extends ListCrudRepository<Shelf, Long>, ListPagingAndSortingRepository<Shelf, Long> {

  Optional<Shelf> findByName(String name);

  List<Shelf> findByNameStartingWithIgnoreCaseOrderByNameDesc(String prefix);

  long countByNameIn(List<String> names);

  boolean existsByNameContaining(String part);

  @Query("select name from shelf order by embedding <-> cast(:to as vector) limit 2")
  List<String> nearest(@Param("to") String to);

  @Modifying
  @Query("update shelf set embedding = cast(:embedding as vector) where name = :name")
  boolean embed(@Param("name") String name, @Param("embedding") String embedding);
}
