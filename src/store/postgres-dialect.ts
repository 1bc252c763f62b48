import { type DataTypeNode, type Dialect, PostgresDialect, PostgresQueryCompiler } from 'kysely';
import type { Pool } from 'pg';
import { keepable } from './check.ts';
import type { Value } from './statement.ts';

/** Text compares by its bytes, as in SQLite, whatever language the database was made for. */
class BytewiseCompiler extends PostgresQueryCompiler {
  protected override visitDataType(node: DataTypeNode): void {
    super.visitDataType(node);
    if (node.dataType === 'text') this.append(' collate "C"');
  }
}

class BytewisePostgresDialect extends PostgresDialect {
  override createQueryCompiler(): PostgresQueryCompiler {
    return new BytewiseCompiler();
  }
}

/** kysely's PostgreSQL over a pool that it ends with itself. */
export function postgresDialect(pool: Pool): Dialect {
  return new BytewisePostgresDialect({ pool });
}

/** PostgreSQL keeps no text with a zero in it; JSON never has one, a title could. */
export function storable(value: Value): Value {
  return typeof keepable(value) === 'string' ? (value as string).replaceAll('\0', '\uFFFD') : value;
}
