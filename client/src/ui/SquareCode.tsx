import { encode } from 'uqr';

interface SquareCodeProps {
  text: string;
  label: string;
}

/** A two-dimensional code (QR). Always dark on white: apps read nothing else. */
export const SquareCode = ({ text, label }: SquareCodeProps) => {
  const { size, data } = encode(text, { border: 3 });
  const path = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      width={200}
      height={200}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
};
