import { useEffect, useRef } from 'react';

/** Stands above what is new. @param onSeen called when it is in sight */
export function NewMark({ onSeen }: { readonly onSeen: () => void }) {
  const mark = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) onSeen();
    });
    if (mark.current) observer.observe(mark.current);
    return () => observer.disconnect();
  }, [onSeen]);
  return (
    <div className="day is-unread" ref={mark}>
      New
    </div>
  );
}
