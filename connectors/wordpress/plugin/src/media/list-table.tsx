export interface Column {
  readonly name: string;
  /** What the head shows, if it is more than the name. */
  readonly head?: React.Node;
}

export interface Row {
  readonly key: string | number;
  /** In the order of the columns; more than those are not shown. */
  readonly cells: readonly React.Node[];
}

interface Props {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

/** A table as WordPress's own lists are: on a telephone the cells of a row stand below each other, named. */
export function ListTable({ columns, rows }: Props) {
  return (
    <table className="wp-list-table widefat striped">
      <thead>
        <tr>
          {columns.map(({ name, head = name }, index) => (
            <th key={name} scope="col" className={classOf(index)}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells }) => (
          // WordPress folds rows that are not expanded, down to the first cell
          <tr key={key} className="is-expanded">
            {columns.map(({ name }, index) => (
              <td key={name} className={classOf(index)} data-colname={name}>
                {cells[index]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const classOf = (index: number): string => (index === 0 ? "column-primary" : "");
