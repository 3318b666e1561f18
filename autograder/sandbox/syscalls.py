"""The system calls that code in the sandbox may make: a list of what Python and numpy need, everything else refused.

What is known and refused answers "operation not permitted"; what is on no list answers "no such call", on which the
C library falls back to an older one. So the newest calls of Linux are shut without being named.
"""

import errno
import tempfile

import pyseccomp

ALLOWED = """
    read write readv writev pread64 pwrite64 lseek close close_range open openat openat2 creat stat fstat lstat
    newfstatat statx access faccessat faccessat2 readlink readlinkat getdents getdents64 getcwd chdir fchdir mkdir
    mkdirat rmdir unlink unlinkat rename renameat renameat2 symlink symlinkat link linkat ftruncate fallocate umask
    dup dup2 dup3 flock fsync fdatasync fadvise64 sendfile copy_file_range statfs fstatfs pipe pipe2 poll ppoll select
    pselect6 epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait eventfd eventfd2 sendto recvfrom
    sendmsg recvmsg shutdown getsockopt setsockopt getsockname getpeername mmap munmap mremap mprotect madvise brk
    mincore msync mlock munlock membarrier get_mempolicy rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending
    rt_sigsuspend rt_sigtimedwait sigaltstack restart_syscall pause alarm getitimer setitimer nanosleep
    clock_nanosleep clock_gettime clock_getres gettimeofday time times futex set_robust_list get_robust_list
    set_tid_address rseq sched_yield sched_getaffinity sched_getparam sched_getscheduler sched_get_priority_max
    sched_get_priority_min getcpu getpid getppid gettid getuid geteuid getgid getegid getgroups getresuid getresgid
    getpgid getpgrp getsid setpgid uname sysinfo getrusage getrlimit getrandom arch_prctl fork vfork wait4
    waitid exit exit_group
    """
REFUSED = """
    execve execveat socket connect bind listen accept accept4 ptrace process_vm_readv process_vm_writev mount
    umount2 pivot_root chroot unshare setns bpf perf_event_open keyctl add_key request_key io_uring_setup
    userfaultfd kexec_load open_by_handle_at name_to_handle_at memfd_create shmget shmat msgget semget mq_open
    setuid setgid setreuid setregid setresuid setresgid setgroups capset chown fchown lchown fchownat mknod mknodat
    init_module finit_module delete_module reboot swapon swapoff acct settimeofday clock_settime sethostname
    setdomainname syslog pidfd_open pidfd_getfd pidfd_send_signal kcmp process_madvise personality quotactl
    inotify_init inotify_init1 fanotify_init signalfd signalfd4 timerfd_create setrlimit setpriority ioprio_set
    sched_setscheduler sched_setaffinity sched_setattr setsid
    """  # setsid: Linux shares the processor among sessions, and a submission is to have one share (the stage's)
NOT_SUPPORTED = """
    getxattr lgetxattr fgetxattr listxattr llistxattr flistxattr setxattr lsetxattr fsetxattr removexattr lremovexattr
    fremovexattr
    """  # attributes of files, as on a file system without any: `shutil.copy2` goes on
AMONG_OTHERS = """
    kill tkill tgkill truncate chmod fchmod fchmodat fchmodat2 utime utimes utimensat futimesat
    """  # harmless where only their own processes and files are to be seen; Landlock knows nothing of modes and times
NEW_NAMESPACES = 0x7E020080  # any of them, and new time namespaces
SOCKET_TYPE, STREAM = 0xF, 1  # a pair for datagrams could send them to sockets in the file system
PRCTL_NAMES = (15, 16)  # the thread's name, which Python's threads set
FCNTL = (0, 1, 2, 3, 4, 5, 6, 7, 1030, 1032, 1034)  # copies, flags and locks; not F_SETOWN, which sends signals
IOCTL = (0x5401, 0x5451, 0x5421)  # is it a terminal? close on exec; do not block


def compiled(apart: bool = True) -> bytes:
    """Return the list as a compiled filter, which `linux.filter_calls` puts in force for good.

    Compiled once by libseccomp: to compile it again for each submission would cost more than all the other walls.
    apart: whether the code has a process tree and a file tree of its own.
    """
    rules = pyseccomp.SyscallFilter(pyseccomp.ERRNO(errno.ENOSYS))
    for name in ALLOWED.split():
        add(rules, pyseccomp.ALLOW, name)
    for name in REFUSED.split():
        add(rules, pyseccomp.ERRNO(errno.EPERM), name)
    for name in NOT_SUPPORTED.split():
        add(rules, pyseccomp.ERRNO(errno.ENOTSUP), name)
    for name in AMONG_OTHERS.split():
        add(rules, pyseccomp.ALLOW if apart else pyseccomp.ERRNO(errno.EPERM), name)
    add(rules, pyseccomp.ALLOW, "clone", pyseccomp.Arg(0, pyseccomp.MASKED_EQ, NEW_NAMESPACES, 0))
    add(rules, pyseccomp.ALLOW, "socketpair", pyseccomp.Arg(1, pyseccomp.MASKED_EQ, SOCKET_TYPE, STREAM))
    add(rules, pyseccomp.ALLOW, "prlimit64", pyseccomp.Arg(0, pyseccomp.EQ, 0))
    for option in PRCTL_NAMES:
        add(rules, pyseccomp.ALLOW, "prctl", pyseccomp.Arg(0, pyseccomp.EQ, option))
    for command in FCNTL:
        add(rules, pyseccomp.ALLOW, "fcntl", pyseccomp.Arg(1, pyseccomp.EQ, command))
    for command in IOCTL:
        add(rules, pyseccomp.ALLOW, "ioctl", pyseccomp.Arg(1, pyseccomp.EQ, command))
    with tempfile.TemporaryFile() as file:
        rules.export_bpf(file)
        file.seek(0)
        return file.read()


def add(rules: pyseccomp.SyscallFilter, action: int, name: str, *arguments: pyseccomp.Arg) -> None:
    """Add one rule, unless this machine has no call of that name."""
    try:
        rules.add_rule(action, name, *arguments)
    except (OSError, ValueError, KeyError) as error:
        if getattr(error, "errno", None) not in (None, errno.EINVAL, errno.EDOM, errno.EFAULT):
            raise
